// Owns the look of what <kith-contact> paints first.
import { css } from 'lit';

export const contactSheet = css`
  :host {
    --_block-size: var(--kith-contact-height, 480px);
  }
  .points.next {
    flex: none;
    min-block-size: 30px;
    padding: 10px var(--_pad) 0;
  }
  .point {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  span.point {
    color: var(--_ink);
  }
  .line {
    inline-size: 45%;
    block-size: 10px;
    margin-block: 6px;
  }
  .line.title {
    block-size: 14px;
  }
  .line.wide {
    inline-size: 80%;
    margin-block-start: 18px;
  }
  .unloaded button {
    padding: 4px 12px;
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-field);
    background: var(--_surface);
  }
  .frame > .unloaded {
    margin: var(--_pad);
  }
`;
