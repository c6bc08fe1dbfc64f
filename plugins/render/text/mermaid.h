/* Mermaid (https://mermaid.js.org): what GitHub and GitLab draw in a comment. */
#ifndef LUNETTE_TEXT_MERMAID_H
#define LUNETTE_TEXT_MERMAID_H

#include "lunette/plugin.h"

void mermaid_write_graph(const struct lunette_view *view, struct lunette_canvas *canvas);
void mermaid_write_sequence(const struct lunette_view *view, struct lunette_canvas *canvas);

#endif
