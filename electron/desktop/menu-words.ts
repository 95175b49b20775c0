// Names of the menu items that are the system's and not commands of the page.
// Data only; the commands' own names are in contract/command-words.ts.

const en = {
  about: 'About Galley',
  quit: 'Quit Galley',
  close: 'Close window',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  pastePlain: 'Paste as plain text',
  selectAll: 'Select all',
  resetZoom: 'Actual size',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fullScreen: 'Full screen',
};

const ko: typeof en = {
  about: 'Galley 정보',
  quit: 'Galley 종료',
  close: '창 닫기',
  cut: '잘라내기',
  copy: '복사',
  paste: '붙여넣기',
  pastePlain: '서식 없이 붙여넣기',
  selectAll: '모두 선택',
  resetZoom: '실제 크기',
  zoomIn: '확대',
  zoomOut: '축소',
  fullScreen: '전체 화면',
};

export const menuWords = { en, ko } as const;
