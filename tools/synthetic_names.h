// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Names for generated leads: invented people and companies in real towns with
// their postal codes. Mail addresses end in ".example" and telephone numbers
// come from the ranges that Germany keeps free for films, so nothing here
// reaches anybody.
#ifndef LOTSE_TOOLS_SYNTHETIC_NAMES_H_
#define LOTSE_TOOLS_SYNTHETIC_NAMES_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"
#include "tools/seeded_random.h"

namespace lotse::tools {

struct Town {
  const char* country;  // ISO 3166: "DE".
  const char* postal_code;
  const char* name;
};

// A town: mostly in Germany, some in Austria and Switzerland, few elsewhere.
const Town& DrawTown(SeededRandom* random);

// "Petra Lindner".
std::string DrawPersonName(SeededRandom* random);

// "Silberbach Logistik GmbH"; `industry` indexes kIndustries, `employees` hints
// at the legal form.
std::string DrawCompanyName(size_t industry, int64_t employees,
                            SeededRandom* random);

// "+49 30 23125 417".
std::string DrawPhone(SeededRandom* random);

// Lower case, umlauts written out, everything else as `separator`: "Jürgen
// Groß" with '.' gives "juergen.gross".
std::string AddressWord(absl::string_view name, char separator);

// The domain of a company of this name: "silberbach-logistik.example".
std::string DomainOf(absl::string_view company_name);

}  // namespace lotse::tools

#endif  // LOTSE_TOOLS_SYNTHETIC_NAMES_H_
