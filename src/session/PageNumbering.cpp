#include "session/PageNumbering.h"

#include <algorithm>

namespace luotsi::session {

std::optional<PagePlace> placeOf(const std::vector<TaskPages> &tasks, const QString &page)
{
    PagePlace place{0, static_cast<int>(tasks.size()), 0};
    for (const TaskPages &task : tasks) {
        ++place.taskIndex;
        const auto found = std::find(task.pages.begin(), task.pages.end(), page);
        if (found != task.pages.end()) {
            place.pageNumber += static_cast<int>(found - task.pages.begin()) + 1;
            return place;
        }
        place.pageNumber += static_cast<int>(task.pages.size());
    }
    return std::nullopt;
}

int pageCount(const std::vector<TaskPages> &tasks)
{
    int count = 0;
    for (const TaskPages &task : tasks)
        count += static_cast<int>(task.pages.size());
    return count;
}

} // namespace luotsi::session
