// One part to fetch: views that are shown together would else share their pieces in many small files.
export { OfferedPage } from "./offered-page.tsx";
export { OwnScreenContent } from "./own-screen-content.tsx";
export { ScreenContent } from "./screen-content.tsx";
export { ShareMenu } from "./share-menu.tsx";
