/// \file
/// Handlers of fatal signals of the compiler. Private to lib/driver.

#ifndef GOLITE_DRIVER_CRASH_H
#define GOLITE_DRIVER_CRASH_H

/// Must be called on the thread that compiles: sets its alternate signal stack.
void drv_install_handlers(void);

#endif
