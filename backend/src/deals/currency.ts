// Owns which currencies there are: the ISO 4217 codes that this runtime knows.

const codes = new Set(Intl.supportedValuesOf('currency'));

/** @param code in capitals: `EUR`. */
export const isCurrency = (code: string) => codes.has(code);
