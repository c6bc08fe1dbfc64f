/* From a view to DOT text, for people who go on with Graphviz themselves. */
#ifndef LUNETTE_GRAPH_DOT_H
#define LUNETTE_GRAPH_DOT_H

#include "lunette/plugin.h"

/* Ids are our own (n0, cluster_0); text of the model stands only in quoted labels. */
void dot_write(const struct lunette_view *view, struct lunette_canvas *canvas);

#endif
