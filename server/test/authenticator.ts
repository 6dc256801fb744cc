/** A passkey in software: makes real keys and real signatures, as a security key with a button does (WebAuthn level 2). */
import { createHash, createSign, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';

interface CreationOptions {
  readonly challenge: string;
  readonly rp: { readonly id?: string };
}

interface RequestOptions {
  readonly challenge: string;
  readonly rpId?: string;
}

export interface Authenticator {
  /** What the browser sends for `navigator.credentials.create`. */
  create(options: unknown, change?: { readonly origin?: string }): Record<string, unknown>;
  /** What the browser sends for `navigator.credentials.get`. */
  get(options: unknown, change?: { readonly counter?: number; readonly key?: KeyObject }): Record<string, unknown>;
}

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest();
const url = (bytes: Buffer) => bytes.toString('base64url');

export function authenticator(origin: string): Authenticator {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(16);
  let counter = 0;
  const clientData = (type: string, challenge: string, at = origin) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: at, crossOrigin: false }));
  const head = (rpId: string, flags: number, count: number) => {
    const number = Buffer.alloc(4);
    number.writeUInt32BE(count);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), number]);
  };
  const shape = (response: object) => ({
    id: url(id),
    rawId: url(id),
    type: 'public-key',
    clientExtensionResults: {},
    response,
  });
  return {
    create(options, change = {}) {
      const { challenge, rp } = options as CreationOptions;
      const length = Buffer.from([0, id.length]);
      const data = Buffer.concat([head(rp.id!, 0x41, counter), Buffer.alloc(16), length, id, coseOf(publicKey)]);
      return shape({
        clientDataJSON: url(clientData('webauthn.create', challenge, change.origin)),
        attestationObject: url(attestation(data)),
      });
    },
    get(options, change = {}) {
      const { challenge, rpId } = options as RequestOptions;
      counter += 1;
      const data = head(rpId!, 0x01, change.counter ?? counter);
      const client = clientData('webauthn.get', challenge);
      const signature = createSign('sha256')
        .update(Buffer.concat([data, sha256(client)]))
        .sign(change.key ?? privateKey);
      return shape({ clientDataJSON: url(client), authenticatorData: url(data), signature: url(signature) });
    },
  };
}

/** CBOR: a map of three, without a statement about who made the key. */
function attestation(data: Buffer): Buffer {
  const text = (word: string) => Buffer.concat([Buffer.from([0x60 + word.length]), Buffer.from(word)]);
  const length = Buffer.from([0x58, data.length]);
  return Buffer.concat([
    Buffer.from([0xa3]),
    text('fmt'),
    text('none'),
    text('attStmt'),
    Buffer.from([0xa0]),
    text('authData'),
    length,
    data,
  ]);
}

/** COSE: an elliptic key (2) for ES256 (-7) on P-256 (1), with its two coordinates. */
function coseOf(key: KeyObject): Buffer {
  const { x, y } = key.export({ format: 'jwk' });
  const bytes = (text: string) => Buffer.concat([Buffer.from([0x58, 32]), Buffer.from(text, 'base64url')]);
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    bytes(x!),
    Buffer.from([0x22]),
    bytes(y!),
  ]);
}
