// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/base/visit_fields.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lotse/base/local_text.h"

namespace lotse {
struct VisitedLeaf {
  LocalText label;
  std::string key;

  static constexpr auto Fields() {
    return FieldList(Field{1, "label", &VisitedLeaf::label},
                     Field{2, "key", &VisitedLeaf::key});
  }
};

struct VisitedTree {
  LocalText title;
  std::vector<VisitedLeaf> leaves;
  std::optional<VisitedLeaf> extra;
  std::variant<std::monostate, std::string, VisitedLeaf> choice;
  std::vector<VisitedTree> trees;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "title", &VisitedTree::title},
        Field{2, "leaves", &VisitedTree::leaves},
        Field{3, "extra", &VisitedTree::extra},
        OneOf{&VisitedTree::choice, Alternative<std::string>{4, "text"},
              Alternative<VisitedLeaf>{5, "leaf"}},
        Field{6, "trees", &VisitedTree::trees});
  }
};

namespace {

using ::testing::ElementsAre;

std::vector<std::string> PathsOf(const VisitedTree& tree) {
  std::vector<std::string> paths;
  VisitAll<LocalText>(tree, FieldPath("t"),
                      [&](const LocalText&, const FieldPath& path) {
                        paths.push_back(path.ToString());
                      });
  return paths;
}

TEST(VisitAll, VisitsEveryValueInTheOrderOfTheFieldLists) {
  VisitedTree tree;
  EXPECT_THAT(PathsOf(tree), ElementsAre("t.title"));
  tree.leaves.resize(2);
  tree.extra.emplace();
  tree.choice = VisitedLeaf();
  tree.trees.resize(1);
  tree.trees[0].leaves.resize(1);
  EXPECT_THAT(PathsOf(tree),
              ElementsAre("t.title", "t.leaves[0].label", "t.leaves[1].label",
                          "t.extra.label", "t.leaf.label", "t.trees[0].title",
                          "t.trees[0].leaves[0].label"));
  tree.choice = std::string("x");
  EXPECT_EQ(PathsOf(tree).size(), 6u);
}

TEST(VisitAll, MayChangeWhatItVisits) {
  VisitedTree tree;
  tree.trees.resize(1);
  tree.extra.emplace();
  VisitAll<LocalText>(tree, FieldPath(),
                      [](LocalText& text, const FieldPath& path) {
                        text.en = path.ToString();
                      });
  EXPECT_EQ(tree.title.en, "title");
  EXPECT_EQ(tree.extra->label.en, "extra.label");
  EXPECT_EQ(tree.trees[0].title.en, "trees[0].title");
}

TEST(VisitAll, FindsTheObjectItself) {
  LocalText text;
  int visits = 0;
  VisitAll<LocalText>(text, FieldPath("x"),
                      [&](LocalText&, const FieldPath& path) {
                        ++visits;
                        EXPECT_EQ(path.ToString(), "x");
                      });
  EXPECT_EQ(visits, 1);
}

}  // namespace
}  // namespace lotse
