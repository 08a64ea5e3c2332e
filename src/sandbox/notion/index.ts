export * from './notion-sandbox.js';
export { DATA_SOURCE_ID, DATABASE_ID, pageOf, SECOND_SOURCE_ID, type NotionPage } from './pages.js';
