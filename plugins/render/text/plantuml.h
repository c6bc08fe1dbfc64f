/* PlantUML (https://plantuml.com). */
#ifndef LUNETTE_TEXT_PLANTUML_H
#define LUNETTE_TEXT_PLANTUML_H

#include "lunette/plugin.h"

void plantuml_write_graph(const struct lunette_view *view, struct lunette_canvas *canvas);
void plantuml_write_sequence(const struct lunette_view *view, struct lunette_canvas *canvas);

#endif
