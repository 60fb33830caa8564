// Owns that an amount and its currency stand together.
import { AppError } from '../errors.ts';

export interface Money {
  amount: number | null;
  currency: string | null;
}

/** @throws AppError `invalid_input` when one of the two is missing. */
export function checkMoney({ amount, currency }: Money): Money {
  if ((amount === null) === (currency === null)) return { amount, currency };
  const path = amount === null ? 'amount' : 'currency';
  const errors = [{ path, message: 'Give amount and currency together.' }];
  throw new AppError('invalid_input', 'The money is not whole.', { errors });
}
