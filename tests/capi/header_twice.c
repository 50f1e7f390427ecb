/* Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0 */
/* The header compiles alone and twice, as C and, in other tests, as C++. */
#include <lotse/c/lotse.h>

uint32_t version_seen_by_test(void);
#include <lotse/c/lotse.h>
uint32_t version_seen_by_test(void) { return lotse_abi_version(); }
