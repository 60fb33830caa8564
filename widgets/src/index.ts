// What a page that bundles the widgets itself may import; each widget's class and definition have their own module.
export { codeOf } from './kit/code-of.ts';
export { explain } from './kit/problem.ts';
export { type KithSession, requestSession, type SessionRequest, sessionEvent } from './kit/session.ts';
export { registry, type WidgetTag } from './registry.ts';
