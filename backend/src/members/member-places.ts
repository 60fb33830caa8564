// Owns knowing, before the database is asked, in which organization a person is about to act: their requests count for it, too.
// What is known here opens nothing; the gate in the database decides anew at each request.
import type { Deps } from '../deps.ts';

/** Milliseconds for which a person's organizations are remembered, so that a request asks for them once in a while only. */
const trusted = 300_000;
const most = 20_000;

export interface MemberPlaces {
  /** The organization that a person acts in; null for one that is not theirs, which their requests must not count for. */
  find(userId: string, wanted: string | null): Promise<string | null>;
}

/** @param deps.now what is remembered ends by it. */
export function createMemberPlaces({ admin, now }: Pick<Deps, 'admin' | 'now'>): MemberPlaces {
  const known = new Map<string, { places: Promise<string[]>; until: number }>();

  const read = async (userId: string): Promise<string[]> => {
    const rows = await admin<{ id: string }[]>`select organization_id as id from app.memberships
      where user_id::text = ${userId} order by created_at, organization_id`;
    return rows.map(({ id }) => id);
  };

  const placesOf = (userId: string): Promise<string[]> => {
    const at = now().getTime();
    const remembered = known.get(userId);
    if (remembered && at < remembered.until) return remembered.places;
    known.delete(userId);
    if (known.size >= most) known.delete(known.keys().next().value ?? '');
    const places = read(userId);
    known.set(userId, { places, until: at + trusted });
    places.catch(() => known.delete(userId));
    return places;
  };

  return {
    async find(userId, wanted) {
      const places = await placesOf(userId);
      if (wanted === null) return places[0] ?? null;
      return places.find((place) => place === wanted.toLowerCase()) ?? null;
    },
  };
}
