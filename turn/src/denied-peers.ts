/**
 * ::1 to 1fff:ffff:…, as one range for each byte that may be other than zero. coturn 4.6.1 (its function
 * `addr_less_eq`) compares IPv6 addresses byte by byte without carrying on, so that the range from ::1
 * misses ::ffff:10.0.0.0, and one from :: takes all of IPv4 too; coturn refuses :: itself.
 */
const beforeGlobalUnicast = (): string[] =>
  Array.from({ length: 16 }, (_, index) => {
    const groups = Array.from({ length: 8 }, (__, group) => (group === index >> 1 ? (index % 2 === 0 ? "100" : "1") : "0"));
    return `${groups.join(":")}-1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff`;
  });

/** Addresses that the relay never talks to, whoever asks, as coturn's `first-last` ranges. */
export const deniedPeers: readonly string[] = [
  // IPv4: everything of the IANA special-purpose registry (RFC 6890), and multicast and reserved.
  "0.0.0.0-0.255.255.255",
  "10.0.0.0-10.255.255.255",
  "100.64.0.0-100.127.255.255",
  "127.0.0.0-127.255.255.255",
  "169.254.0.0-169.254.255.255",
  "172.16.0.0-172.31.255.255",
  "192.0.0.0-192.0.0.255",
  "192.0.2.0-192.0.2.255",
  "192.88.99.0-192.88.99.255",
  "192.168.0.0-192.168.255.255",
  "198.18.0.0-198.19.255.255",
  "198.51.100.0-198.51.100.255",
  "203.0.113.0-203.0.113.255",
  "224.0.0.0-255.255.255.255",
  // IPv6: only 2000::/3 is global unicast (RFC 4291 §2.4). What lies before it holds ::, ::1, the
  // IPv4-mapped ::ffff:0:0/96 (CVE-2026-27624) and -compatible ::/96 forms, NAT64 64:ff9b::/96 and
  // 64:ff9b:1::/48; what lies behind it holds fc00::/7, fe80::/10, fec0::/10 and ff00::/8.
  ...beforeGlobalUnicast(),
  "4000::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
  // Inside 2000::/3: Teredo and the other protocol assignments, documentation, 6to4.
  "2001::-2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff",
  "2001:db8::-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
  "2002::-2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
  "3fff::-3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff",
];
