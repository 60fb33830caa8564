// WXT generates this per project; named here so that types hold on a fresh clone.
import 'wxt/browser';

declare module 'wxt/browser' {
  interface WxtRuntime {
    getURL(path: string): string;
  }
}
