// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// What ImportedLeads hold, as text: one line for each lead, facts by name.
#ifndef LOTSE_ARROW_LEAD_TEXT_H_
#define LOTSE_ARROW_LEAD_TEXT_H_

#include <string>

#include "lotse/arrow/imported_leads.h"
#include "lotse/facts/fact_catalog.h"
#include "lotse/facts/schema.h"

namespace lotse {

// A company with an attribute of each type (employees, revenue, name, active,
// founded, seen, tags, budget in EUR), activities (download, visit) that carry
// amount and page, and lead.score, person.email.
Schema ArrowTestSchema();

// "id=7 company.employees=12 | download 2026-11-23T09:00:00Z amount=2 |
// consent mail email given 2026-11-23T09:00:00Z" or "id=7 error: ...".
std::string LeadText(const ImportedLeads& leads, const FactCatalog& catalog,
                     size_t row);
// All of them, each with a line feed.
std::string LeadsText(const ImportedLeads& leads, const FactCatalog& catalog);

// A value of a column; "missing" if there is none.
std::string ColumnText(const ColumnView& column, size_t row);

}  // namespace lotse

#endif  // LOTSE_ARROW_LEAD_TEXT_H_
