/** Texts of the pages around the app: popup, welcome page, what a page offers. */
export const shellTexts = {
  "popup.opening": "Opening…",
  "popup.copied": "Link copied. Send it to whoever should join.",
  "popup.copyRefused": "The link could not be copied. You can copy it in the call.",
  "popup.running": "You are in a call",
  "popup.waiting": "You are about to join",
  "popup.withOthers": "With {{names}}",
  "popup.return": "Return to the call",
  "popup.otherCall": "You are in {{room}}. Leave it before you join another call.",
  "popup.sharePage": "Share this page",
  "popup.share.insecure": "This page has no https, so it cannot be drawn on. Share it from the call: drawing then goes over the picture.",
  "popup.share.refused": "The browser lets nothing into this page. Share it from the call: drawing then goes over the picture.",
  "popup.serverSilent": "Your server {{host}} does not answer. Calls work as soon as it does.",
  "popup.serverOther": "{{host}} answers, but not as a server for calls. Check its address in the settings.",

  "welcome.title": "Your calls start up there",
  "welcome.press":
    "Press the button of TFX Sessions in the toolbar to start a call. If you do not see it, press the puzzle piece and pin it.",
  "welcome.send": "The link is copied for you: whoever follows it joins in the browser, with nothing to install.",
  "welcome.devices": "To be seen and heard, allow your camera and microphone. They run only during a call or its preview.",
  "welcome.later": "You will be asked when you join your first call.",
  "welcome.picture": "Two people see and wave at each other in a call that started from the browser’s toolbar.",
  "welcome.again": "Check again",
  "welcome.silent": "For a first call your server {{host}} has to answer, and it does not right now.",

  "callTab.title": "Your call is in another tab",
  "callTab.text": "You can be in one call at a time. It goes on where you started it.",
  "callTab.show": "Go to the call",
  "callTab.retry": "Use this tab instead",

  "offer.text": "You have the TFX Sessions extension.",
  "offer.open": "Open in the extension",
  "offer.opened": "The call goes on in the extension.",
  "offer.close": "Stay on this page",
} as const;
