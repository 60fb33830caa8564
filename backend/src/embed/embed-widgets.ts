// Owns the list of widgets that pages with an embed key can show something with.
import { frameAttributes } from './frame-attributes.ts';
import { widgetPermissions } from './widget-permissions.ts';

export const embedWidgets = Object.entries(widgetPermissions)
  .filter(([, permissions]) => permissions.length > 0)
  .map(([tag, permissions]) => ({
    tag,
    permissions,
    frame: Object.hasOwn(frameAttributes, tag),
    attributes: frameAttributes[tag] ?? [],
  }));
