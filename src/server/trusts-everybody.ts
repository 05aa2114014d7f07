import proxyAddr from "@fastify/proxy-addr";

/** Words and numbers of hops that trust whoever connects. */
const EVERYBODY = /^(true|all|any|yes|\*|\d+)$/i;
/** Where each block is asked: an address near its start, in its middle and near its end. */
const WITHIN = [0x02, 0x7d, 0xf3];
/** So many blocks of the internet may belong to proxies: a /8 of IPv4, a /16 of IPv6. */
const MOST_BLOCKS = 1;
/** Networks that are nobody's on the internet: this machine, private ones and what is between providers and homes. */
const PRIVATE = new Set([0, 10, 127]);

/**
 * Whether a setting of trusted proxies takes in much of the internet, so that anyone could claim any address. However
 * it is written, in IPv4, IPv6, one in the other or in many pieces: the function that reads it is asked about addresses.
 * What cannot be read, such as a network of all addresses, counts too.
 */
export function trustsEverybody(proxies: string): boolean {
  const given = proxies.split(",").map((each) => each.trim());
  if (given.some((each) => EVERYBODY.test(each))) return true;
  const trusts = compile(given);
  if (trusts === null) return true;
  const count = (blocks: number[], within: (block: number, at: number) => string) =>
    blocks.filter((block) => WITHIN.every((at) => trusts(within(block, at), 0))).length;
  const blocks4 = range(1, 223).filter((block) => !PRIVATE.has(block));
  return [
    count(blocks4, (block, at) => `${block}.${at}.${at}.${at}`),
    count(blocks4, (block, at) => `::ffff:${block}.${at}.${at}.${at}`),
    count(range(0x2000, 0x3fff), (block, at) => `${block.toString(16)}:${at.toString(16)}00::${at}`),
  ].some((trusted) => trusted > MOST_BLOCKS);
}

function compile(given: string[]) {
  try {
    return proxyAddr.compile(given);
  } catch {
    return null;
  }
}

const range = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, n) => first + n);
