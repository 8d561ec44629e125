// What may be seen of the evening at the moment, on a wall and on phones. It is kept, so that it comes back as it was.

import {set, setting} from './db.js';
import {here, tellOthers} from './here.js';

const name = () => `wall ${here.pairing.workshop}`;

// `used` once a window for the wall was opened; `step` on the wall and on phones; `covered`; `shown`, the steps whose
// result everybody may see; `counted`, the votes that phones cannot change any more.
export const state = async () => ({used: false, step: null, covered: false, shown: [], counted: [], ...(await setting(name()))});

export async function put(more) {
  await set(name(), {...(await state()), ...more});
  tellOthers();
}
