// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// LifecycleMermaid and LifecycleDot: one walk over the spec, two languages.
#include "lotse/report/lifecycle_diagram.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lotse/condition/condition_text.h"

namespace lotse {
namespace {

// Fill and border: light enough for black text, told apart by colour-blind
// readers too (after Okabe and Ito).
constexpr const char* kColors[][2] = {
    {"#cfe8fa", "#0072b2"}, {"#fde3c8", "#d55e00"}, {"#d3f0e5", "#009e73"},
    {"#f6dcea", "#cc79a7"}, {"#fbf6c8", "#b3a400"}, {"#d9f0fb", "#56b4e9"},
    {"#fcebc9", "#e69f00"}};
constexpr const char* kClosed[2] = {"#e6e6e6", "#666666"};

struct Box {
  size_t state = 0;
  std::string label;
  // Index of the role; roles.size(): nobody, or closed.
  size_t role = 0;
};

// One arrow; several ways between the same states share it.
struct Arrow {
  // Index of the box; boxes.size(): a new lead, + 1: every open state.
  size_t from = 0;
  size_t to = 0;
  std::vector<std::string> labels;
  bool automatic = true;
  bool back = false;
};

struct Picture {
  std::vector<Box> boxes;
  std::vector<Arrow> arrows;
  std::vector<std::string> roles;
};

std::string LabelOf(const LocalText& label, const std::string& id,
                    absl::string_view language) {
  const absl::string_view text = label.In(language);
  return text.empty() ? id : std::string(text);
}

// The words on an arrow: the event, and in brackets what must hold.
std::string WordsOf(const LifecycleSpec& spec, const TransitionSpec& transition,
                    absl::string_view language) {
  std::string words;
  for (const EventSpec& event : spec.events) {
    if (event.id == transition.event) {
      words = LabelOf(event.label, event.id, language);
    }
  }
  if (!transition.when.empty()) {
    const absl::string_view guard = transition.guard_label.In(language);
    absl::StrAppend(
        &words, words.empty() ? "" : " ", "[",
        guard.empty() ? PrintCondition(transition.when) : std::string(guard),
        "]");
  }
  return words;
}

Picture PictureOf(const LifecycleSpec& spec, absl::string_view language) {
  Picture picture;
  std::map<absl::string_view, size_t> states, roles;
  for (const RoleSpec& role : spec.roles) {
    roles.emplace(role.id, picture.roles.size());
    picture.roles.push_back(LabelOf(role.label, role.id, language));
  }
  for (size_t s = 0; s < spec.states.size(); ++s) {
    const StateSpec& state = spec.states[s];
    Box box;
    box.state = s;
    box.label = LabelOf(state.label, state.id, language);
    box.role = picture.roles.size();
    // Where several may own it, the one that does if nothing is special.
    if (!state.owners.empty() && state.phase != Phase::kClosed) {
      const auto role = roles.find(state.owners.back().role);
      if (role != roles.end()) box.role = role->second;
    }
    states.emplace(state.id, s);
    picture.boxes.push_back(std::move(box));
  }
  const size_t start = picture.boxes.size();
  const size_t any = start + 1;
  std::map<std::pair<size_t, size_t>, size_t> drawn;
  for (const TransitionSpec& transition : spec.transitions) {
    std::vector<size_t> from;
    if (transition.from.empty()) from.push_back(any);
    for (const std::string& id : transition.from) {
      const auto it = states.find(id);
      if (id == kNewLead) {
        from.push_back(start);
      } else if (it != states.end()) {
        from.push_back(it->second);
      }
    }
    for (size_t f : from) {
      size_t to = f;
      if (const auto it = states.find(transition.to); it != states.end()) {
        to = it->second;
      }
      const auto [it, is_new] =
          drawn.emplace(std::make_pair(f, to), picture.arrows.size());
      if (is_new) {
        picture.arrows.emplace_back();
        picture.arrows.back().from = f;
        picture.arrows.back().to = to;
      }
      Arrow& arrow = picture.arrows[it->second];
      arrow.labels.push_back(WordsOf(spec, transition, language));
      arrow.automatic &= transition.event.empty();
      arrow.back |= transition.effects.conversion == Conversion::kDemote;
    }
  }
  return picture;
}

std::string Quoted(absl::string_view text) {
  std::string quoted;
  for (char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return absl::StrCat("\"", quoted, "\"");
}

// Mermaid ends a label at these.
std::string Plain(absl::string_view text) {
  std::string plain;
  for (char c : text) {
    if (c == '"') {
      plain += '\'';
    } else if (c == ':' || c == ';' || c == '\n' || c == '#') {
      plain += ' ';
    } else {
      plain += c;
    }
  }
  return plain;
}

absl::string_view AnyState(absl::string_view language) {
  return language.substr(0, 2) == "de" ? "jeder offene Status"
                                       : "every open state";
}

}  // namespace

std::string LifecycleMermaid(const LifecycleSpec& spec,
                             absl::string_view language) {
  const Picture picture = PictureOf(spec, language);
  const size_t start = picture.boxes.size();
  std::string out = "stateDiagram-v2\n  direction LR\n";
  for (size_t b = 0; b < picture.boxes.size(); ++b) {
    absl::StrAppend(&out, "  state \"", Plain(picture.boxes[b].label),
                    "\" as s", b, "\n");
  }
  const auto name = [&](size_t box) {
    return box == start       ? std::string("[*]")
           : box == start + 1 ? std::string("any")
                              : absl::StrCat("s", box);
  };
  if (std::any_of(
          picture.arrows.begin(), picture.arrows.end(),
          [&](const Arrow& arrow) { return arrow.from == start + 1; })) {
    absl::StrAppend(&out, "  state \"", AnyState(language), "\" as any\n");
  }
  for (const Arrow& arrow : picture.arrows) {
    absl::StrAppend(&out, "  ", name(arrow.from), " --> ", name(arrow.to),
                    " : ", Plain(absl::StrJoin(arrow.labels, " / ")), "\n");
  }
  for (size_t b = 0; b < picture.boxes.size(); ++b) {
    if (spec.states[picture.boxes[b].state].phase == Phase::kClosed) {
      absl::StrAppend(&out, "  s", b, " --> [*]\n");
    }
  }
  const auto style = [&](const std::string& id, const char* const* colors) {
    absl::StrAppend(&out, "  classDef ", id, " fill:", colors[0],
                    ",stroke:", colors[1], ",color:#000000\n");
  };
  for (size_t r = 0; r < picture.roles.size(); ++r) {
    style(absl::StrCat("role", r), kColors[r % std::size(kColors)]);
  }
  style("closed", kClosed);
  for (size_t b = 0; b < picture.boxes.size(); ++b) {
    const size_t role = picture.boxes[b].role;
    absl::StrAppend(&out, "  class s", b, " ",
                    role < picture.roles.size() ? absl::StrCat("role", role)
                                                : std::string("closed"),
                    "\n");
  }
  return out;
}

std::string LifecycleDot(const LifecycleSpec& spec,
                         absl::string_view language) {
  const Picture picture = PictureOf(spec, language);
  const size_t start = picture.boxes.size();
  std::string out =
      "digraph lifecycle {\n"
      "  rankdir=TB; ranksep=0.35; nodesep=0.3;\n"
      "  node [shape=box, style=\"rounded,filled\", fontname=\"sans-serif\"];\n"
      "  edge [fontname=\"sans-serif\", fontsize=9, color=\"#555555\"];\n"
      "  start [shape=circle, label=\"\", width=0.2, fillcolor=\"#000000\"];\n";
  for (size_t b = 0; b < picture.boxes.size(); ++b) {
    const size_t role = picture.boxes[b].role;
    const char* const* colors = role < picture.roles.size()
                                    ? kColors[role % std::size(kColors)]
                                    : kClosed;
    absl::StrAppend(
        &out, "  s", b, " [label=", Quoted(picture.boxes[b].label),
        ", fillcolor=\"", colors[0], "\", color=\"", colors[1], "\"",
        spec.states[picture.boxes[b].state].phase == Phase::kOpportunity
            ? ", penwidth=2"
            : "",
        "];\n");
  }
  const auto name = [&](size_t box) {
    return box == start       ? std::string("start")
           : box == start + 1 ? std::string("any")
                              : absl::StrCat("s", box);
  };
  if (std::any_of(
          picture.arrows.begin(), picture.arrows.end(),
          [&](const Arrow& arrow) { return arrow.from == start + 1; })) {
    absl::StrAppend(&out, "  any [label=", Quoted(AnyState(language)),
                    ", style=\"rounded,dashed\"];\n");
  }
  for (const Arrow& arrow : picture.arrows) {
    absl::StrAppend(
        &out, "  ", name(arrow.from), " -> ", name(arrow.to),
        " [label=", Quoted(absl::StrJoin(arrow.labels, "\n")),
        arrow.automatic ? ", style=dashed" : "",
        arrow.back ? ", color=\"#d55e00\", penwidth=2, constraint=false" : "",
        "];\n");
  }
  // Who owns what.
  absl::StrAppend(&out, "  subgraph cluster_roles {\n    style=invis;\n");
  for (size_t r = 0; r < picture.roles.size(); ++r) {
    const char* const* colors = kColors[r % std::size(kColors)];
    absl::StrAppend(&out, "    role", r, " [label=", Quoted(picture.roles[r]),
                    ", shape=note, fillcolor=\"", colors[0], "\", color=\"",
                    colors[1], "\"];\n");
  }
  absl::StrAppend(&out, "  }\n}\n");
  return out;
}

}  // namespace lotse
