#pragma once

#include <QAbstractListModel>
#include <QString>
#include <QtQml/qqmlregistration.h>

#include <vector>

namespace luotsi::viewmodels {

/// One topic to read without starting anything; `source` and `date` say where the facts are from.
struct Topic
{
    QString title;
    QString body;
    QString source;
    QString date;

    friend bool operator==(const Topic &, const Topic &) = default;
};

/// "Just look": topics of the pack in the current language. Threading: GUI thread.
class LookAroundModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Given by the session")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role { TitleRole = Qt::UserRole + 1, BodyRole, SourceRole, DateRole };

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int count() const { return static_cast<int>(m_topics.size()); }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    void assign(std::vector<Topic> topics);

Q_SIGNALS:
    void countChanged();

private:
    template<typename Model, typename Entry>
    friend void replaceRows(Model &model, std::vector<Entry> &current, std::vector<Entry> next);

    std::vector<Topic> m_topics;
};

} // namespace luotsi::viewmodels
