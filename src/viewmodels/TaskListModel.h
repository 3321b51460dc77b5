#pragma once

#include <QAbstractListModel>
#include <QString>
#include <QtQml/qqmlregistration.h>

#include <vector>

namespace luotsi::viewmodels {

/// The tasks of the application with their status in words, never in colour alone (U11, U18).
/// Threading: GUI thread.
class TaskListModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Given by the session")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(int doneCount READ doneCount NOTIFY doneCountChanged)
    Q_PROPERTY(bool allDone READ allDone NOTIFY doneCountChanged)
    Q_PROPERTY(int conflictCount READ conflictCount NOTIFY doneCountChanged)
    Q_PROPERTY(int nextRow READ nextRow NOTIFY doneCountChanged)
    Q_PROPERTY(bool partsMissing READ arePartsMissing NOTIFY partsMissingChanged)

public:
    enum TaskStatus { NotStarted, Started, Done, CannotStartYet };
    Q_ENUM(TaskStatus)
    enum Role {
        NameRole = Qt::UserRole + 1,
        TitleRole,
        StatusRole,
        OptionalRole,
        CurrentRole,
        ConflictsRole
    };

    struct Task
    {
        QString name;
        QString title;
        TaskStatus status = NotStarted;
        bool optional = false;
        bool current = false;
        int conflicts = 0; ///< questions answered in two ways, to be chosen between

        friend bool operator==(const Task &, const Task &) = default;
    };

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int count() const { return static_cast<int>(m_tasks.size()); }
    [[nodiscard]] int doneCount() const;
    /// In all tasks.
    [[nodiscard]] int conflictCount() const;
    /// The first that is not done; -1 when all are.
    [[nodiscard]] int nextRow() const;
    /// Every task that is not optional is done.
    [[nodiscard]] bool allDone() const;
    /// Something that was written elsewhere has not come here.
    [[nodiscard]] bool arePartsMissing() const { return m_partsMissing; }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    void assign(std::vector<Task> tasks);
    void setPartsMissing(bool missing);
    [[nodiscard]] const std::vector<Task> &tasks() const { return m_tasks; }

Q_SIGNALS:
    void countChanged();
    void doneCountChanged();
    void partsMissingChanged();

private:
    template<typename Model, typename Entry>
    friend void replaceRows(Model &model, std::vector<Entry> &current, std::vector<Entry> next);

    std::vector<Task> m_tasks;
    bool m_partsMissing = false;
};

} // namespace luotsi::viewmodels
