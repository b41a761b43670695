// Lets js-libp2p read what Java wrote: node check.mjs FILE. Every line: kind, RPC in hex, and what should be in it.
import { readFileSync } from 'node:fs'
import { RPC, validateToRawMessage } from './libp2p.mjs'

const hex = (bytes) => Buffer.from(bytes).toString('hex')
let count = 0

function expect (what, actual, expected) {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) {
    throw new Error(`${what}: ${JSON.stringify(actual)} is not ${JSON.stringify(expected)}`)
  }
}

for (const line of readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean)) {
  const [kind, bytes, ...more] = line.split(' ')
  const rpc = RPC.decode(Buffer.from(bytes, 'hex'))
  expect(`${kind} encoded again`, hex(RPC.encode(rpc)), bytes)
  switch (kind) {
    case 'message': {
      const result = await validateToRawMessage('StrictSign', rpc.messages[0])
      expect('a good message', [result.valid, result.error ?? null], [true, null])
      expect('its author', result.message.from.toString(), more[0])
      expect('its data', hex(result.message.data) || '-', more[1])
      expect('its topic', result.message.topic, more[2])
      break
    }
    case 'forged': {
      const result = await validateToRawMessage('StrictSign', rpc.messages[0])
      expect('a forged message', result.valid, false)
      break
    }
    case 'subscribe':
      expect(kind, rpc.subscriptions.map(one => [one.subscribe, one.topic]), [[true, more[0]]])
      break
    case 'have':
      expect(kind, rpc.control.ihave.map(one => [one.topicID, one.messageIDs.map(hex)]), [[more[0], [more[1]]]])
      break
    case 'want':
      expect(kind, rpc.control.iwant.map(one => one.messageIDs.map(hex)), [[more[0]]])
      break
    case 'graft':
      expect(kind, rpc.control.graft.map(one => one.topicID), [more[0]])
      break
    case 'prune':
      expect(kind, rpc.control.prune.map(one => [one.topicID, Number(one.backoff)]), [[more[0], Number(more[1])]])
      break
    case 'unwanted':
      expect(kind, rpc.control.idontwant.map(one => one.messageIDs.map(hex)), [[more[0]]])
      break
    default:
      throw new Error(`unknown kind ${kind}`)
  }
  count++
}
console.log(`ok ${count}`)
