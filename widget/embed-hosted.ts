// The embed file of an organisation whose backend is somebody's hosted pages: half a kilobyte that all others are spared.
import './every-driver.ts';
import './embed.ts';
