// Answers "sum" with the sum of two numbers, and everything else with an error.
import { createInterface } from 'node:readline'

console.log(JSON.stringify({ pid: process.pid }))
for await (const line of createInterface({ input: process.stdin })) {
  const { command, a, b } = JSON.parse(line)
  console.log(JSON.stringify(command === 'sum' ? { sum: a + b } : { error: 'what?' }))
}
