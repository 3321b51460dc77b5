#pragma once

#include <QAbstractListModel>
#include <QString>
#include <QtQml/qqmlregistration.h>

#include <vector>

namespace luotsi::viewmodels {

/// One row of a repeat as a person reads it; `ref` is its stable path.
struct RepeatEntry
{
    QString summary;
    QString ref;

    friend bool operator==(const RepeatEntry &, const RepeatEntry &) = default;
};

/// What a list page says around its rows.
struct RepeatHeading
{
    QString title;
    QString hint;
    QString why;
    QString addLabel;
    bool canAdd = true;
    bool canRemove = true;

    friend bool operator==(const RepeatHeading &, const RepeatHeading &) = default;
};

/// The list page of one repeat: its rows, adding, editing and removing. Threading: GUI thread.
class RepeatListModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Given by the session")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(QString name READ name NOTIFY headingChanged)
    Q_PROPERTY(QString title READ title NOTIFY headingChanged)
    Q_PROPERTY(QString hint READ hint NOTIFY headingChanged)
    Q_PROPERTY(QString why READ why NOTIFY headingChanged)
    Q_PROPERTY(QString addLabel READ addLabel NOTIFY headingChanged)
    Q_PROPERTY(bool canAdd READ canAdd NOTIFY headingChanged)
    Q_PROPERTY(bool canRemove READ canRemove NOTIFY headingChanged)
    Q_PROPERTY(QString error READ error NOTIFY errorChanged)

public:
    enum Role { SummaryRole = Qt::UserRole + 1, RefRole };

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int count() const { return static_cast<int>(m_entries.size()); }
    [[nodiscard]] QString name() const { return m_name; }
    [[nodiscard]] QString title() const { return m_heading.title; }
    [[nodiscard]] QString hint() const { return m_heading.hint; }
    [[nodiscard]] QString why() const { return m_heading.why; }
    [[nodiscard]] QString addLabel() const { return m_heading.addLabel; }
    [[nodiscard]] bool canAdd() const { return m_heading.canAdd; }
    [[nodiscard]] bool canRemove() const { return m_heading.canRemove; }
    [[nodiscard]] QString error() const { return m_error; }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    Q_INVOKABLE void add();
    Q_INVOKABLE void edit(int row);
    Q_INVOKABLE void remove(int row);

    void show(const QString &name, const RepeatHeading &heading, std::vector<RepeatEntry> entries);
    void setError(const QString &error);
    [[nodiscard]] const std::vector<RepeatEntry> &entries() const { return m_entries; }

Q_SIGNALS:
    void countChanged();
    void headingChanged();
    void errorChanged();
    void addAsked();
    void editAsked(int row);
    void removeAsked(int row);

private:
    template<typename Model, typename Entry>
    friend void replaceRows(Model &model, std::vector<Entry> &current, std::vector<Entry> next);

    QString m_name;
    RepeatHeading m_heading;
    QString m_error;
    std::vector<RepeatEntry> m_entries;
};

} // namespace luotsi::viewmodels
