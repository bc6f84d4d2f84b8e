/** What a person reads about something that went wrong: what it is, and why and what to do. */
export interface Words {
  readonly title: string;
  readonly text: string;
}
