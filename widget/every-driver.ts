// Importing this before the embed file's own code gives it the drivers of hosted pages too.
import { shared } from './config.ts';
import { driverFor } from './driver-for.ts';

shared.driverFor = driverFor;
