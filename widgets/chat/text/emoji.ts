// A short code and its sign, one after the other: faces, hands, hearts, things, signs, food, nature and places.
const lists = [
  "smile😄 grin😁 grinning😀 smiley😃 joy😂 rofl🤣 slight_smile🙂 upside_down🙃 wink😉 blush😊 innocent😇 melting🫠 heart_eyes😍 star_struck🤩 loved🥰 kiss😘 yum😋 tongue😛 zany🤪 money_face🤑 hug🤗 giggle🤭 shush🤫 thinking🤔 salute🫡 zipper🤐 raised_brow🤨 neutral😐 no_words😶 smirk😏 unamused😒 roll_eyes🙄 grimace😬 relieved😌 pensive😔 sleepy😪 drool🤤 sleeping😴 mask😷 ill🤒 sick🤢 sneeze🤧 hot🥵 cold🥶 dizzy😵 mind_blown🤯 cowboy🤠 party🥳 disguise🥸 sunglasses😎 nerd🤓 monocle🧐 confused😕 worried😟 frown☹️ open_mouth😮 astonished😲 flushed😳 pleading🥺 teary🥹 fearful😨 sweat😰 sweat_smile😅 cry😢 sob😭 scream😱 disappointed😞 weary😩 tired😫 yawn🥱 triumph😤 angry😠 rage😡 swearing🤬 imp😈 skull💀 poop💩 clown🤡 ghost👻 alien👽 robot🤖 see_no_evil🙈 hear_no_evil🙉 speak_no_evil🙊",
  "thumbsup👍 thumbsdown👎 ok_hand👌 pinch🤏 victory✌️ crossed🤞 love_you🤟 rock_on🤘 call_me🤙 point_left👈 point_right👉 point_up☝️ point_down👇 wave👋 raised_hand✋ vulcan🖖 fist✊ punch👊 clap👏 raised_hands🙌 heart_hands🫶 open_hands👐 handshake🤝 pray🙏 writing✍️ muscle💪 eyes👀 brain🧠 ear👂 shrug🤷 facepalm🤦 no_good🙅 ok_person🙆 raising_hand🙋 bow🙇 dancer💃 running🏃 walking🚶 technologist🧑‍💻 detective🕵️ superhero🦸",
  "heart❤️ orange_heart🧡 yellow_heart💛 green_heart💚 blue_heart💙 purple_heart💜 black_heart🖤 white_heart🤍 broken_heart💔 sparkling_heart💖 hundred💯 fire🔥 star⭐ glowing_star🌟 sparkles✨ boom💥 dash💨 zzz💤 speech💬 thought💭",
  "tada🎉 confetti🎊 balloon🎈 gift🎁 trophy🏆 medal🏅 first🥇 rocket🚀 target🎯 bulb💡 bell🔔 megaphone📣 pin📌 clip📎 memo📝 pencil✏️ book📖 books📚 calendar📅 clock🕐 alarm⏰ stopwatch⏱️ hourglass⏳ mail📧 package📦 folder📁 clipboard📋 chart📈 chart_down📉 bar_chart📊 search🔍 link🔗 lock🔒 unlock🔓 key🔑 hammer🔨 wrench🔧 gear⚙️ tools🛠️ magnet🧲 test_tube🧪 microscope🔬 telescope🔭 computer💻 desktop🖥️ keyboard⌨️ phone📱 battery🔋 plug🔌 camera📷 video🎥 television📺 microphone🎤 headphones🎧 music🎵 notes🎶 guitar🎸 piano🎹 art🎨 game🎮 dice🎲 puzzle🧩 football⚽ basketball🏀 tennis🎾 money💰 card💳 gem💎 crown👑 glasses👓 umbrella☔ broom🧹 shopping🛒 bomb💣 crystal_ball🔮",
  "check✅ cross❌ warning⚠️ no_entry⛔ prohibited🚫 question❓ exclamation❗ info_sign🆗 new🆕 free🆓 sos🆘 stop🛑 construction🚧 recycle♻️ infinity♾️ plus➕ minus➖ red_circle🔴 yellow_circle🟡 green_circle🟢 blue_circle🔵 up_arrow⬆️ down_arrow⬇️ left_arrow⬅️ right_arrow➡️ repeat🔁 play▶️ pause⏸️ zap⚡ white_flag🏳️ checkered_flag🏁 rainbow_flag🏳️‍🌈",
  "coffee☕ tea🍵 beer🍺 cheers🍻 wine🍷 champagne🍾 cocktail🍸 juice🧃 cake🍰 birthday🎂 cookie🍪 doughnut🍩 chocolate🍫 ice_cream🍨 popcorn🍿 pizza🍕 burger🍔 fries🍟 taco🌮 sushi🍣 ramen🍜 salad🥗 bread🍞 croissant🥐 cheese🧀 egg🥚 apple🍎 banana🍌 grapes🍇 strawberry🍓 lemon🍋 avocado🥑 carrot🥕 pepper🌶️",
  "cat🐱 dog🐶 mouse🐭 rabbit🐰 fox🦊 bear🐻 panda🐼 koala🐨 tiger🐯 lion🦁 cow🐮 pig🐷 frog🐸 monkey🐵 chicken🐔 penguin🐧 bird🐦 duck🦆 owl🦉 otter🦦 sloth🦥 hedgehog🦔 bat🦇 wolf🐺 unicorn🦄 bee🐝 bug🐛 butterfly🦋 snail🐌 turtle🐢 snake🐍 octopus🐙 crab🦀 fish🐟 dolphin🐬 whale🐳 shark🦈 dragon🐉 tree🌳 palm🌴 cactus🌵 seedling🌱 herb🌿 clover🍀 leaves🍂 mushroom🍄 rose🌹 tulip🌷 sunflower🌻 blossom🌸 sun☀️ cloud☁️ rain🌧️ storm⛈️ snow❄️ snowman⛄ rainbow🌈 wind🌬️ ocean🌊 moon🌙 full_moon🌕 earth🌍 volcano🌋 mountain⛰️ beach🏖️ camping🏕️ house🏠 office🏢 car🚗 bus🚌 train🚆 bike🚲 ship🚢 plane✈️ map🗺️ compass🧭",
];

const table = new Map(
  lists
    .flatMap((list) => list.split(" "))
    .map((pair): [code: string, emoji: string] => {
      const code = /^[a-z_]+/.exec(pair)?.[0] ?? "";
      return [code, pair.slice(code.length)];
    }),
);

/** The signs that a message is offered to be answered with. */
export const quickReactions = ["👍", "❤️", "😂", "🎉", "😮", "👏"] as const;

/** A text in which each known short code, such as `:tada:`, is its sign. */
export const replaceEmojiCodes = (text: string): string =>
  text.replaceAll(/:([a-z_]{2,16}):/g, (written, code: string) => table.get(code) ?? written);

/** Signs whose codes hold what was written so far, best first. */
export const findEmoji = (query: string, most: number): readonly { readonly code: string; readonly emoji: string }[] => {
  const found = [...table].filter(([code]) => code.includes(query));
  const rank = ([code]: [string, string]) => (code === query ? 0 : code.startsWith(query) ? 1 : 2);
  return found
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, most)
    .map(([code, emoji]) => ({ code, emoji }));
};

/** Whether a message is nothing but a few signs, which are then shown large. */
export const isEmojiAlone = (text: string): boolean =>
  /^(?:\s*\p{Extended_Pictographic}(?:\u{fe0f}|\u{200d}\p{Extended_Pictographic}|\p{Emoji_Modifier})*){1,3}\s*$/u.test(text);
