// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The installed C header is C99 by itself, and its library is found.
#include <lotse/c/lotse.h>

int main(void) { return 0; }
