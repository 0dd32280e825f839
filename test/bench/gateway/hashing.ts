// A process that does nothing but hash passwords as the gateway does. `node hashing.ts PORT`: each request is a hash.
import { createServer } from 'node:http';
import { slowHash } from '../../../gateway/slow-hash.ts';

createServer((_request, response) => {
  void slowHash('violet umbrella seventy').then(() => response.end());
}).listen(Number(process.argv[2]), '127.0.0.1', () => console.log('listening'));
