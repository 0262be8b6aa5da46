/// \file
/// The command golite-cc. Hands its arguments to the driver and does nothing else.

#include "golite/driver/driver.h"

int main(int argc, char **argv) { return drv_main(argc, argv); }
