#pragma once

#include <QString>

#include <optional>
#include <vector>

namespace luotsi::session {

/// One task of the application with the keys of its pages, in walking order, relevant ones only.
struct TaskPages
{
    QString task;
    std::vector<QString> pages;
};

/// Where a page stands, as said in words: "Task 4 of 9, page 12". All count from 1.
struct PagePlace
{
    int taskIndex = 0;
    int taskCount = 0;
    int pageNumber = 0;

    friend bool operator==(const PagePlace &, const PagePlace &) = default;
};

/// Numbers pages through the whole application. A page shown for one row of a list has the list's number, so
/// that numbers do not jump when rows come and go. Pure. Nothing when no task has that page.
[[nodiscard]] std::optional<PagePlace> placeOf(const std::vector<TaskPages> &tasks, const QString &page);

/// Pages of all tasks together.
[[nodiscard]] int pageCount(const std::vector<TaskPages> &tasks);

} // namespace luotsi::session
