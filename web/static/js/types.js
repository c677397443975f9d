/**
 * The HTTP contract (docs/api.md) and the texts, as types for the checks. Nothing here runs.
 *
 * @typedef {{kind: "need"|"area"|"eligibility"|"threshold", text: string, met: boolean|null, law: string|null}} Why
 * @typedef {{kind: "phone"|"email"|"web"|"chat"|"form", value: string, label: string|null, hours_text: string|null, price_text: string|null}} Contact
 * @typedef {{name: string, street: string|null, postal_code: string|null, municipality: string, hours_text: string|null, lat: number|null, lon: number|null}} Place
 * @typedef {{text: string, url: string|null}} Law
 * @typedef {object} Card
 * @property {string} id
 * @property {string} name
 * @property {{name: string, kind: string}} provider
 * @property {string} summary
 * @property {string|null} description
 * @property {string[]} needs
 * @property {Why[]} why
 * @property {"open"|"appointment"|"decision"} threshold
 * @property {{free: boolean|null, text: string}} cost
 * @property {Contact[]} contacts
 * @property {Place[]} places
 * @property {{state: "open"|"closed"|"unknown", text: string}} open
 * @property {string} how_to_apply
 * @property {string|null} if_refused
 * @property {string|null} not_for
 * @property {string|null} note
 * @property {Law[]} legal_basis
 * @property {string[]} languages
 * @property {{name: string, url: string, checked_on: string}} source
 *
 * @typedef {{name: string, phone: string|null, url: string|null, hours_text: string|null}} CrisisContact
 * @typedef {{type: "text", text: string, language?: string|null}} TextBlock
 * @typedef {{type: "crisis", kind: string, text: string, language?: string, contacts: CrisisContact[]}} CrisisBlock
 * @typedef {{type: "services", need: string|null, services: Card[]}} ServicesBlock
 * @typedef {{label: string, text: string}} Choice
 * @typedef {{type: "choices", choices: Choice[], language?: string|null}} ChoicesBlock
 * @typedef {TextBlock|CrisisBlock|ServicesBlock|ChoicesBlock} Block
 * @typedef {{intent: string|null, needs: {id: string, confidence: number}[], municipality: {code: string, name: string}|null, crisis: string|null}} Understanding
 * @typedef {{conversation_id: string, understanding: Understanding, messages: Block[], notice?: string|null}} Answer
 *
 * @typedef {{conversation_id: string, helped: boolean, kind?: "vote"|"wrong"|"missing", service_id?: string, reason?: string,
 *   municipality?: string}} Feedback
 *
 * @typedef {"sending"|"sent"|"waiting"|"failed"} Status
 * @typedef {{who: "own", key: string, text: string, shown: string, status: Status, reason?: string}} OwnTurn
 * @typedef {{who: "bot", blocks: Block[], notice?: string}} BotTurn
 * @typedef {OwnTurn|BotTurn} Turn
 * @typedef {{municipality: string|null, page: string|null}} Context
 *
 * @typedef {{language: "fi"|"sv"|"en", plain: boolean, texts: any, needs: Record<string, string>,
 *   said: {remove: string, municipality: string, municipality_first: string, needs: Record<string, string>},
 *   crisis: {words: string[], contacts: CrisisContact[]}}} Pack
 */
export {};
