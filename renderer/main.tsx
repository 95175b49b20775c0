// Owns: the page's first step: the line of its shell, the element it lives in.
// Must not know: anything else.
import './styles/index.css';
import { startPage } from './start.tsx';
import { openLine } from './transport.ts';

const root = document.getElementById('root');
if (root !== null) await startPage(root, await openLine());
