// Owns the list of contact points.

import type { IconNode } from 'lucide';
import { AtSign, Link, Mail, Phone, Send, UserRound } from 'lucide';
import type { Point } from '../../messages/shapes.ts';
import { Icon } from './icon.tsx';

const icons: Record<Point['kind'], IconNode> = {
  email: Mail,
  phone: Phone,
  telegram: Send,
  linkedin: UserRound,
  url: Link,
};

export function Points({ points }: { points: readonly Point[] }) {
  return (
    <ul class="points">
      {points.map(({ kind, value }) => (
        <li key={`${kind}:${value}`}>
          <Icon node={icons[kind] ?? AtSign} name={kind} />
          <span class="cut" title={value}>
            {value}
          </span>
        </li>
      ))}
    </ul>
  );
}
