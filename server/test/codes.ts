/** Codes as an authenticator app shows them. */
import { Secret, TOTP } from 'otpauth';

/** Of a secret as it is told; `steps` half minutes from now, since each counts once. Wall clock: apps live in real time. */
export function codeOf(secret: string, steps = 0): string {
  const app = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) });
  return app.generate({ timestamp: Date.now() + steps * 30_000 });
}
