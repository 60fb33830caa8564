// Names which page of a list somebody asks for.

export interface PageWish {
  limit: number;
  cursor?: string | undefined;
}
