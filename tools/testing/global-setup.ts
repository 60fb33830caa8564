// Owns the one Kith that all browser tests share; each test signs up a person of its own.
import { startKith } from './kith.ts';

export default async function setup() {
  const kith = await startKith();
  process.env['KITH_TEST_URL'] = kith.url;
  process.env['KITH_TEST_INTRANET_URL'] = kith.intranetUrl;
  process.env['KITH_TEST_HOME'] = kith.home;
  return async () => {
    await kith.stop();
    await kith.remove();
  };
}
