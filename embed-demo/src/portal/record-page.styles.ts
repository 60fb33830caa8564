// Owns the layout of a record's page.
import { css } from 'lit';

export const recordPageSheet = css`
  :host {
    min-block-size: 0;
  }
  .parts {
    display: flex;
    flex-direction: column;
    gap: 16px;
    min-block-size: 100%;
  }
  section {
    display: flex;
    flex-direction: column;
    flex: none;
    min-inline-size: 0;
  }
  /* The whole story stands below. */
  section > kith-contact::part(timeline) {
    display: none;
  }
  /* The page scrolls, not each part. */
  section > kith-tasks {
    --kith-tasks-height: auto;
  }
  section > kith-tasks::part(frame) {
    min-block-size: 280px;
  }
  section > kith-contact {
    --kith-contact-height: auto;
  }
  section > kith-company {
    --kith-company-height: auto;
  }
  section > kith-contact::part(frame),
  section > kith-company::part(frame) {
    min-block-size: 320px;
  }
  section > kith-details {
    --kith-details-height: auto;
    min-block-size: 52px;
  }
  section > kith-timeline {
    --kith-timeline-height: auto;
  }
  section > kith-timeline::part(frame) {
    min-block-size: 240px;
  }
  h2 {
    margin: 0 0 6px;
    padding-inline: 2px;
    font-size: var(--_size-body);
    font-weight: 600;
  }
  .wait {
    min-block-size: 160px;
    border: 1px solid var(--_line);
    border-radius: var(--_radius-card);
    background: var(--_surface);
  }
  .none {
    display: flex;
    block-size: 100%;
    border: 1px dashed var(--_line-strong);
    border-radius: var(--_radius-card);
  }
`;
