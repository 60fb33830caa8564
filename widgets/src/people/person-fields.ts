// Names what the form for a new person asks for.
export const fieldNames = ['name', 'email', 'phone', 'company'] as const;
export type PersonFields = Readonly<Record<(typeof fieldNames)[number], string>>;
export const emptyPerson: PersonFields = { name: '', email: '', phone: '', company: '' };

/** As the server takes it. */
export function candidateOf({ name, email, phone, company }: PersonFields) {
  const point = (kind: 'email' | 'phone', value: string) =>
    value.trim() === '' ? [] : [{ kind, value: value.trim() }];
  const companyName = company.trim();
  return {
    name: name.trim(),
    ...(companyName !== '' && { companyName }),
    points: [...point('email', email), ...point('phone', phone)],
  };
}
