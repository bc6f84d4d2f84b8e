/** How one drawn person looks; colours are CSS colours. */
interface Portrait {
  readonly name: string;
  readonly wall: readonly [string, string];
  readonly furniture: string;
  readonly skin: string;
  readonly shade: string;
  readonly hair: string;
  readonly hairBack: string;
  readonly hairFront: string;
  readonly shirt: string;
  readonly collar: string;
  readonly smile: number;
}

const plant = `<g transform="translate(1010 300)"><path d="M60 260c-20-120-90-150-110-230 60 20 100 90 112 160 0-110 30-180 90-240 14 90-40 160-70 200 40-40 80-60 130-60-20 70-90 110-140 180z" fill="#3f6f52" opacity=".85"/><path d="M10 250h110l-14 110H24z" fill="#b6704d"/></g>`;
const shelf = `<g transform="translate(70 120)" opacity=".8"><rect y="150" width="330" height="12" fill="#00000055"/><rect x="20" y="60" width="26" height="90" fill="#c9a25d"/><rect x="50" y="40" width="34" height="110" fill="#7b4b45"/><rect x="88" y="70" width="22" height="80" fill="#4c6a86"/><rect x="116" y="52" width="30" height="98" fill="#d9d2c4"/><circle cx="250" cy="112" r="38" fill="#d6b98c"/></g>`;
const windowPane = `<g transform="translate(60 60)"><rect width="330" height="380" rx="6" fill="#dfe9ee" opacity=".75"/><path d="M165 0v380M0 190h330" stroke="#ffffff" stroke-width="12"/><path d="M0 300c80-70 150-40 210-80 50-30 90-20 120-30v190H0z" fill="#9db8a0" opacity=".8"/></g>`;
const lamp = `<g transform="translate(1040 130)"><path d="M40 0h90l34 110H6z" fill="#f2d9a2"/><rect x="80" y="110" width="10" height="300" fill="#00000055"/><circle cx="85" cy="90" r="200" fill="#ffdf9e" opacity=".13"/></g>`;

/** The people of the pictures: drawn, so that nobody's face is needed. */
export const portraits: readonly Portrait[] = [
  {
    name: "Amara",
    wall: ["#8fa3b5", "#5b6f83"],
    furniture: windowPane + plant,
    skin: "#8d5a3b",
    shade: "#6f4229",
    hair: "#211714",
    hairBack: "M500 300c-40-170 70-250 140-250s190 70 150 250c-10 90 20 130-30 160H530c-50-30-20-80-30-160z",
    hairFront: "M528 290c-10-110 50-160 112-160s126 50 114 160c-20-60-50-86-70-92-50 30-110 20-130 34-14 14-20 36-26 58z",
    shirt: "#c79a2b",
    collar: "#a87f1e",
    smile: 16,
  },
  {
    name: "Jonas",
    wall: ["#b79c86", "#7d6656"],
    furniture: shelf + lamp,
    skin: "#eec3a2",
    shade: "#d49f7c",
    hair: "#7a4a24",
    hairBack: "M532 280c-20-130 40-180 108-180s130 50 108 180z",
    hairFront: "M530 280c-14-120 40-172 100-176 30-16 90 0 108 40 14 34 16 90 8 136-8-50-20-80-36-96-60 16-110 4-150-6-18 24-24 60-30 102z",
    shirt: "#3d6b8f",
    collar: "#2f5573",
    smile: 12,
  },
  {
    name: "Mei Lin",
    wall: ["#a9b9a6", "#6b8070"],
    furniture: plant + windowPane,
    skin: "#f1d2b2",
    shade: "#dbb08c",
    hair: "#17171c",
    hairBack: "M510 320c-30-170 40-240 130-240s160 70 130 240c0 110 14 170 4 210H506c-10-40 4-100 4-210z",
    hairFront: "M526 300c-6-110 44-168 114-168s120 58 114 168c-14-40-24-70-40-90-30 12-110 14-150 0-16 22-28 50-38 90z",
    shirt: "#b5485d",
    collar: "#97384b",
    smile: 18,
  },
  {
    name: "Ravi",
    wall: ["#8a84a8", "#565072"],
    furniture: lamp + shelf,
    skin: "#c98f65",
    shade: "#aa7149",
    hair: "#2b1c14",
    hairBack: "M530 290c-20-140 40-190 110-190s130 50 110 190z",
    hairFront: "M526 296c-20-120 30-190 104-190 80-6 140 60 124 190-8-40-14-66-26-84-70 10-130-4-164-22-20 26-30 60-38 106z",
    shirt: "#2f8f83",
    collar: "#236f66",
    smile: 14,
  },
];

/** The portrait as an SVG of 1280 × 720 at one moment; `sway` moves the head a little, -1 to 1. */
export const drawPortrait = (person: Portrait, sway: number): string => `
<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="720" viewBox="0 0 1280 720">
  <defs>
    <linearGradient id="wall" x1="0" y1="0" x2="1" y2="1"><stop stop-color="${person.wall[0]}"/><stop offset="1" stop-color="${person.wall[1]}"/></linearGradient>
    <radialGradient id="light" cx=".4" cy=".25" r=".9"><stop stop-color="#fff" stop-opacity=".28"/><stop offset=".6" stop-color="#fff" stop-opacity="0"/></radialGradient>
    <filter id="soft"><feGaussianBlur stdDeviation="9"/></filter>
  </defs>
  <rect width="1280" height="720" fill="url(#wall)"/>
  <g filter="url(#soft)">${person.furniture}</g>
  <g transform="translate(${sway * 8} 40)">
    <path d="${person.hairBack}" fill="${person.hair}" transform="translate(${sway * 5} 0)"/>
    <path d="M330 720c0-170 120-232 220-246h180c100 14 220 76 220 246z" fill="${person.shirt}"/>
    <path d="M550 474c10 60 60 88 90 88s80-28 90-88l-30-10H580z" fill="${person.collar}"/>
    <path d="M588 400h104v76c0 40-30 62-52 62s-52-22-52-62z" fill="${person.shade}"/>
    <g transform="translate(${sway * 6} 0)">
      <path d="M540 270c0-70 40-104 100-104s100 34 100 104c0 100-46 176-100 176s-100-76-100-176z" fill="${person.skin}"/>
      <path d="M582 272q18-14 38 0M660 272q18-14 38 0" stroke="${person.hair}" stroke-width="8" fill="none" stroke-linecap="round"/>
      <ellipse cx="602" cy="300" rx="8" ry="9" fill="#20160f"/><ellipse cx="678" cy="300" rx="8" ry="9" fill="#20160f"/>
      <path d="M640 306c4 20 10 34 6 42-4 6-14 6-20 2" stroke="${person.shade}" stroke-width="6" fill="none" stroke-linecap="round"/>
      <path d="M600 380q40 ${person.smile * 2.4} 80 0" stroke="#8c3f3a" stroke-width="8" fill="none" stroke-linecap="round"/>
      <path d="${person.hairFront}" fill="${person.hair}"/>
    </g>
  </g>
  <rect width="1280" height="720" fill="url(#light)"/>
</svg>`;
