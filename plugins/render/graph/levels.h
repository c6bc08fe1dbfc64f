/* How far down each box stands, where dot would make one rank as wide as everything. */
#ifndef LUNETTE_GRAPH_LEVELS_H
#define LUNETTE_GRAPH_LEVELS_H

#include "layout.h"

struct levels {
    unsigned *of;   /* of each box, from 0; every line leads down except those that are `back` */
    bool *back;     /* of each line: it closes a circle */
    unsigned count; /* how many there are */
};

/* For drawings that would be much wider than a page, and become narrower by it: boxes on so many levels that they
 * fit. False, without levels, for all others. The arrays are malloc's in either case. */
bool levels_assign(const struct layout_request *request, struct levels *levels);

#endif
