/* The view of deployment: how everything is run and released, as a plan without lines. */
#ifndef LUNETTE_VIEW_DEPLOYMENT_H
#define LUNETTE_VIEW_DEPLOYMENT_H

#include "view/picture.h"

/* Services, gateways and brokers, in the meshes that services are in. */
void deployment_fill(struct picture *picture);

/* Whether the model says anything of how a service is run, or declares a mesh. */
bool deployment_is_worthwhile(const struct lunette_model *model);

#endif
