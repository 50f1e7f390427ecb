// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// CrmSchema: the text of schema.sql, which CMake puts into the program.
#ifndef LOTSE_EMBEDDED_CRM_CRM_SCHEMA_H_
#define LOTSE_EMBEDDED_CRM_CRM_SCHEMA_H_

namespace lotse::crm {

const char* CrmSchema();

}  // namespace lotse::crm

#endif  // LOTSE_EMBEDDED_CRM_CRM_SCHEMA_H_
