#include "cli/contrast.h"

#include <math.h>
#include <stdlib.h>

/* Relative luminance of an sRGB colour. */
static double luminance(const char *color)
{
    static const double weights[] = {0.0722, 0.7152, 0.2126}; /* blue, green, red */
    unsigned long rgb = strtoul(color + 1, NULL, 16);
    double sum = 0;
    for (int i = 0; i < 3; i++, rgb >>= 8) {
        double part = (double)(rgb & 0xff) / 255;
        sum += weights[i] * (part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
}

double contrast_of(const char *one, const char *other)
{
    double a = luminance(one) + 0.05, b = luminance(other) + 0.05;
    return a > b ? a / b : b / a;
}
