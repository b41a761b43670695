// Signed records of ours, made and checked by JavaScript (GGEN-WIRE sections 1 to 3).
import { canonical, fields, fromHex, sha256, toHex, tree, utf8 } from './bytes.mjs'
import { RecordEnvelope, generateKeyPairFromSeed, peerIdFromPublicKey } from './libp2p.mjs'

const DAY = 86_400_000
const KINDS = {
  '/ggen/release': 'ggen-release',
  '/ggen/head': 'ggen-head',
  '/ggen/revoke': 'ggen-revoke'
}

export async function signer (seed) {
  const key = await generateKeyPairFromSeed('Ed25519', sha256(utf8(seed)))
  return { key, publisher: peerIdFromPublicKey(key.publicKey).toString() }
}

async function seal (type, payload, key) {
  const bytes = utf8(canonical(payload))
  const record = { domain: KINDS[type], codec: utf8(type), marshal: () => bytes, equals: () => false }
  return { type, payload, id: toHex(sha256(bytes)), envelope: (await RecordEnvelope.seal(record, key)).marshal() }
}

export async function release (by, name, version, archive, expanded, entries) {
  return await seal('/ggen/release', {
    v: 1,
    name,
    version,
    publisher: by.publisher,
    published: Date.now() - 1000,
    kind: 'files',
    title: `${name} from JavaScript`,
    description: 'Made and signed by js-libp2p.',
    category: 'test',
    tags: ['js'],
    author: 'Carol',
    license: 'MIT',
    dependencies: {},
    manifest: toHex(sha256(utf8('manifest'))),
    archive: { sha256: toHex(sha256(archive)), size: archive.length, root: toHex(tree(archive).root), expanded, entries }
  }, by.key)
}

export async function head (by, releases) {
  const versions = Object.fromEntries(releases.map(one => [one.payload.version, one.id]))
  const now = Date.now() - 1000
  return await seal('/ggen/head', {
    v: 1,
    name: releases[0].payload.name,
    publisher: by.publisher,
    seq: now,
    issued: now,
    expires: now + 30 * DAY,
    latest: releases.at(-1).payload.version,
    yanked: [],
    deprecated: '',
    versions,
    list: { sha256: toHex(sha256(utf8(canonical(versions)))), count: releases.length }
  }, by.key)
}

/** The record in an envelope, if the envelope is signed by whom it names and holds canonical JSON; throws else. */
export async function open (envelope) {
  const type = new TextDecoder().decode(fields(envelope)[2][0])
  const opened = await RecordEnvelope.openAndCertify(envelope, KINDS[type])
  const payload = JSON.parse(new TextDecoder().decode(opened.payload))
  if (canonical(payload) !== new TextDecoder().decode(opened.payload)) {
    throw new Error('not canonical')
  }
  if (payload.publisher !== peerIdFromPublicKey(opened.publicKey).toString()) {
    throw new Error('of another publisher')
  }
  return { type, payload, id: toHex(sha256(opened.payload)), envelope }
}

/** The text of the key under which a record stands. */
export function valueKey ({ type, payload }) {
  const parts = ['/ggen', payload.publisher]
  if (type !== '/ggen/revoke') {
    parts.push(payload.name.replaceAll('/', '%2F'))
  }
  if (type === '/ggen/release') {
    parts.push(payload.version)
  }
  return parts.join('/')
}

/** The rules of the values of the hash table. */
export const values = {
  async check (key, value) {
    const record = await open(value)
    if (valueKey(record) !== new TextDecoder().decode(key)) {
      throw new Error('under the key of another')
    }
  },
  select (key, all) {
    const known = all.map((envelope, index) => {
      const payload = fields(envelope)[3][0]
      return { index, id: toHex(sha256(payload)), seq: JSON.parse(new TextDecoder().decode(payload)).seq ?? 0 }
    })
    return known.reduce((best, one) => one.seq > best.seq || (one.seq === best.seq && one.id < best.id) ? one : best).index
  }
}

export const nameKey = name => sha256(utf8('ggen:name:' + name))
export { fromHex, toHex }
