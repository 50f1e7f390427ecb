// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ImportOptions: what reading leads from Arrow arrays depends on besides the
// catalog.
#ifndef LOTSE_ARROW_IMPORT_OPTIONS_H_
#define LOTSE_ARROW_IMPORT_OPTIONS_H_

#include "lotse/base/rate_table.h"
#include "lotse/base/time.h"

namespace lotse {

struct ImportOptions {
  // For texts such as "50000 USD" where a fact has another currency; without a
  // rate such an amount is missing. Empty: no rates.
  RateTable rates;
  // The day whose rates count.
  Instant as_of;
};

}  // namespace lotse

#endif  // LOTSE_ARROW_IMPORT_OPTIONS_H_
