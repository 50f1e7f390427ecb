// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Lifecycle diagrams: the states and ways of a pipeline as a picture, coloured
// by who owns a lead.
//
//   std::string mermaid = LifecycleMermaid(spec, "en");   // for Markdown
//   std::string dot = LifecycleDot(spec, "en");           // dot -Tsvg
//
// Ways that leave every open state are drawn once, from a box of their own.
// Pure functions, safe from any thread; the same spec gives the same text.
#ifndef LOTSE_REPORT_LIFECYCLE_DIAGRAM_H_
#define LOTSE_REPORT_LIFECYCLE_DIAGRAM_H_

#include <string>

#include "absl/strings/string_view.h"
#include "lotse/lifecycle/lifecycle_spec.h"

namespace lotse {

// A `stateDiagram-v2` of Mermaid. `language` is a BCP 47 tag; labels fall back
// as LocalText::In.
std::string LifecycleMermaid(const LifecycleSpec& spec,
                             absl::string_view language);

// A digraph in the language of Graphviz, from top to bottom: it fits a page.
std::string LifecycleDot(const LifecycleSpec& spec, absl::string_view language);

}  // namespace lotse

#endif  // LOTSE_REPORT_LIFECYCLE_DIAGRAM_H_
