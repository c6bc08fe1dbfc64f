#include "base/columns.h"

#include <stdbool.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { USUAL_COLUMNS = 80 };

size_t columns_of(int descriptor)
{
    struct winsize size;
    if (!isatty(descriptor))
        return 0;
    bool known = ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 1;
    return known ? size.ws_col : USUAL_COLUMNS;
}
